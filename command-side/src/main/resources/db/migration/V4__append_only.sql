-- Whoever gets hold of the service's role can add to the log, but not change what stands in it.
revoke update, delete, truncate on event, event_tag, event_type_block from ${service};
revoke delete, truncate on event_head from ${service};
