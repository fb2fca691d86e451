-- How far the log is among the events is asked by each ./pms status.
create index audit_entry_event on audit_entry (event_position) where event_position > 0;
