-- Pipelines that other CIs run, in repositories outside too: several files by path instead of one text, and no service where only
-- somebody asked for them. Who forgets a repository outside removes its row.
alter table delivery.fitted_pipeline drop constraint fitted_pipeline_repository_id_fkey;
alter table delivery.fitted_pipeline alter column service drop not null;
alter table delivery.fitted_pipeline add column system text not null default 'FAIRWAY';
alter table delivery.fitted_pipeline alter column system drop default;
alter table delivery.fitted_pipeline alter column base type jsonb
    using case when base is not null then jsonb_build_object('.fairway/pipeline.yaml', base) end;
alter table delivery.fitted_pipeline alter column proposed type jsonb
    using jsonb_build_object('.fairway/pipeline.yaml', proposed);
alter table delivery.fitted_pipeline alter column declined type jsonb
    using case when declined is not null then jsonb_build_object('.fairway/pipeline.yaml', declined) end;

-- What other CIs build of repositories outside.
alter table delivery.build_report drop constraint build_report_repository_id_fkey;
