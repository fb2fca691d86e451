-- The tables of views stand in the schemas of generations now, which the service makes from the definitions beside its
-- views. What was counted here is counted anew from the events.
drop table patient_facts, registrations_by_day, active_by_birth_year, active_by_region, summary;
