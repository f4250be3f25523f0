create table build (
  id                uuid        primary key,
  organization_id   uuid        not null,
  app_id            uuid        not null,
  -- Copy of the app's source when the build was asked for.
  source            jsonb       not null,
  -- What to check out; commit_sha is filled in by the node when only a branch was named.
  ref               text        not null,
  commit_sha        text        check (commit_sha ~ '^[0-9a-f]{40}$'),
  commit_subject    text,
  commit_author     text,
  state             text        not null check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED')),
  since             timestamptz not null,
  cancel_requested  boolean     not null default false,
  node_id           uuid        references node (id),
  attempt           integer     not null default 0,
  -- Password of this build at git and the registry, valid while it runs.
  secret_hash       bytea,
  image_repository  text        not null,
  image_digest      text        check (image_digest ~ '^sha256:[0-9a-f]{64}$'),
  image_size        bigint,
  failure_type      text,
  failure           text,
  created_at        timestamptz not null,
  started_at        timestamptz,
  finished_at       timestamptz,
  unique (organization_id, id),
  check (state <> 'RUNNING' or node_id is not null),
  check ((state = 'SUCCEEDED') = (image_digest is not null)),
  check ((state = 'FAILED') = (failure is not null)),
  foreign key (organization_id, app_id) references app (organization_id, id)
);
create index build_list on build (organization_id, app_id, id desc);
create index build_open on build (since) where state in ('QUEUED', 'RUNNING');

create table build_log (
  organization_id uuid        not null,
  build_id        uuid        not null,
  -- Number of the chunk, from 1, given by the node: a chunk sent twice is kept once.
  seq             bigint      not null,
  at              timestamptz not null,
  text            text        not null,
  primary key (organization_id, build_id, seq),
  foreign key (organization_id, build_id) references build (organization_id, id) on delete cascade
);

create table revision (
  id               uuid        primary key,
  organization_id  uuid        not null,
  app_id           uuid        not null,
  number           integer     not null,
  image_repository text        not null,
  image_digest     text        not null check (image_digest ~ '^sha256:[0-9a-f]{64}$'),
  spec             jsonb       not null,
  -- Keys with plain values or ciphertexts, as they were.
  config           jsonb       not null,
  routes           jsonb       not null,
  build_id         uuid,
  commit_sha       text,
  commit_subject   text,
  created_at       timestamptz not null,
  unique (organization_id, id),
  unique (organization_id, app_id, number),
  foreign key (organization_id, app_id) references app (organization_id, id)
);

create table deployment (
  id              uuid        primary key,
  organization_id uuid        not null,
  app_id          uuid        not null,
  number          integer     not null,
  trigger         text        not null check (trigger in ('PUSH', 'WEBHOOK', 'MANUAL', 'ROLLBACK', 'RESTART', 'CONFIG')),
  triggered_by    text        not null,
  strategy        text        not null check (strategy in ('ROLLING')),
  build_id        uuid,
  revision_id     uuid,
  state           text        not null check (state in
                    ('BUILDING', 'PENDING', 'PROGRESSING', 'ABORTING',
                     'COMPLETE', 'FAILED', 'ROLLED_BACK', 'CANCELED', 'SUPERSEDED')),
  state_since     timestamptz not null,
  -- Moves when the rollout gets closer; the progress deadline counts from it.
  progress_at     timestamptz not null,
  -- Stable type and sentence of what went wrong, for the three unhappy ends and ABORTING.
  problem_type    text,
  problem         text,
  cancel_requested boolean    not null default false,
  created_at      timestamptz not null,
  finished_at     timestamptz,
  unique (organization_id, id),
  unique (organization_id, app_id, number),
  check (state not in ('FAILED', 'ROLLED_BACK', 'ABORTING') or problem is not null),
  check (state not in ('PENDING', 'PROGRESSING', 'COMPLETE') or revision_id is not null),
  check ((finished_at is not null) = (state in ('COMPLETE', 'FAILED', 'ROLLED_BACK', 'CANCELED', 'SUPERSEDED'))),
  foreign key (organization_id, app_id) references app (organization_id, id),
  foreign key (organization_id, build_id) references build (organization_id, id),
  foreign key (organization_id, revision_id) references revision (organization_id, id)
);
-- At most one rollout of an app is under way.
create unique index deployment_under_way on deployment (app_id) where state in ('PROGRESSING', 'ABORTING');
create index deployment_open on deployment (state_since)
  where state in ('BUILDING', 'PENDING', 'PROGRESSING', 'ABORTING');
create index deployment_of_build on deployment (organization_id, build_id);

create table pod (
  id              uuid        primary key,
  organization_id uuid        not null,
  project_id      uuid        not null,
  environment_id  uuid        not null,
  app_id          uuid        not null,
  deployment_id   uuid        not null,
  revision_id     uuid        not null,
  name            text        not null unique,
  created_at      timestamptz not null,
  -- desired: written by the deployment and scheduling reconcilers only
  intent          text        not null check (intent in ('RUN', 'DRAIN', 'STOP')),
  intent_since    timestamptz not null,
  node_id         uuid        references node (id),
  address         inet        unique,
  unplaced_reason text,
  -- observed: written by the conversation with agents only
  phase           text        not null default 'PENDING' check (phase in
                    ('PENDING', 'PULLING', 'STARTING', 'RUNNING', 'STOPPING', 'EXITED', 'UNKNOWN')),
  ready           boolean     not null default false,
  ready_since     timestamptz,
  -- True once every ingress node routes to it; false again once none does.
  routed          boolean     not null default false,
  restarts        integer     not null default 0,
  exit_code       integer,
  reason          text,
  message         text,
  started_at      timestamptz,
  observed_at     timestamptz,
  unique (organization_id, id),
  check ((node_id is null) = (address is null)),
  foreign key (organization_id, app_id) references app (organization_id, id),
  foreign key (organization_id, deployment_id) references deployment (organization_id, id)
);
create index pod_of_app on pod (organization_id, app_id);
create index pod_of_node on pod (node_id);
create index pod_of_deployment on pod (deployment_id);
