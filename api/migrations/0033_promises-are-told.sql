UPDATE agents SET notifications = jsonb_set(notifications, '{kinds,promise}', '{"push": true, "sound": true, "badge": false}') WHERE notifications IS NOT NULL;
