-- Whatever the log is asked for, an index leads there: who looks for a patient has audit_patient's primary key, for an
-- actor audit_entry_actor. Moments are looked up without the entries themselves, so the position stands beside them.
create index audit_entry_moment on audit_entry (time, position);
drop index audit_entry_time;

create index audit_entry_action on audit_entry (action, position);

-- Nearly all entries are DONE: an index of those would be as long as the log and find nothing sooner.
create index audit_entry_outcome on audit_entry (outcome, position) where outcome <> 'DONE';
