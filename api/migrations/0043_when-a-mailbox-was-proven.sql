ALTER TABLE "visitors" ADD COLUMN "mail_changed_at" timestamp with time zone;--> statement-breakpoint
-- A mailbox that was proven or let go moments ago says nothing of who has been here for long. Kept by the database, so
-- that no way in which an address comes to somebody can forget it.
create function note_mail_change() returns trigger language plpgsql as $$
begin
  new.mail_changed_at := now();
  return new;
end $$;--> statement-breakpoint
create trigger visitors_mail_proven before insert on visitors
  for each row when (new.mail_proof = 'proven') execute function note_mail_change();--> statement-breakpoint
create trigger visitors_mail_changed before update of mail_address, mail_proof on visitors
  for each row when ((new.mail_proof = 'proven' or old.mail_proof = 'proven')
    and (new.mail_address, new.mail_proof) is distinct from (old.mail_address, old.mail_proof))
  execute function note_mail_change();
