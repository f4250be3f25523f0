-- How the pod's last start went, as its node tells it while it happens: [{kind, begun_at, ended_at, failure}].
alter table pod add column start_steps jsonb;
