alter table sample.thing add column colour text;
