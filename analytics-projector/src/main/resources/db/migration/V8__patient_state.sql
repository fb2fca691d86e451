-- Merged patients are to come: a state has more than two values.
alter table patient_facts add column state text;
update patient_facts set state = case when active then 'ACTIVE' else 'DEACTIVATED' end;
alter table patient_facts alter column state set not null, drop column active;
