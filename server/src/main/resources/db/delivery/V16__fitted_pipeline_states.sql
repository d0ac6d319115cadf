-- How a pipeline stands to the golden path. taken is the version of the template that the repository has, closed the change request that
-- somebody closed without merging. What is not known yet is found by the next look.
alter table delivery.fitted_pipeline add column taken text;
alter table delivery.fitted_pipeline add column closed int;
alter table delivery.fitted_pipeline add column state text;
alter table delivery.fitted_pipeline add column reason text;
alter table delivery.fitted_pipeline add column clashes jsonb not null default '[]';
update delivery.fitted_pipeline set state =
    case when number is not null then 'PROPOSED' when declined is not null then 'CLOSED' when base is not null then 'CURRENT' else 'OWN' end;
alter table delivery.fitted_pipeline alter column state set not null;
create index fitted_pipeline_in_state on delivery.fitted_pipeline (state);
