-- Registries that images are published to. The password is in the safe, under image-registry:<name>:password.
create table delivery.image_registry (
    name       text primary key,
    address    text not null,
    user_name  text,
    -- where teams may publish below the address
    paths      text not null,
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null
);

-- Pipelines that were proposed to repositories. base is what the golden path was when the repository took it last.
create table delivery.fitted_pipeline (
    repository_id text primary key references delivery.repository on delete cascade,
    service       text not null,
    version       text not null,
    base          text,
    proposed      text not null,
    number        int,
    head          text,
    declined      text
);
create index fitted_pipeline_of_service on delivery.fitted_pipeline (service);
