#!/bin/sh
# Runs workerd and leaves its process id behind, so that it can be ended when whoever started it was killed.
echo $$ > "$EVERTHREAD_WORKERD_PID_FILE"
exec "$EVERTHREAD_WORKERD" "$@"
