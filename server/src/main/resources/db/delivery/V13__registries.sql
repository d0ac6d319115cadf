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
