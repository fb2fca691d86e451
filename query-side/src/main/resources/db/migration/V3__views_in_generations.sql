-- The tables of views stand in the schemas of generations now, which the service makes from the definitions beside its
-- views. What stood here is built anew from the events. Erasures whose deleted rows were still in these files are done
-- with as they go.
drop table patient_term, patient, patient_event;
