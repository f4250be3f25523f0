alter table pod drop constraint pod_evict_reason_check;
alter table pod add constraint pod_evict_reason_check
  check (evict_reason in ('DRAIN', 'TAINT', 'PREEMPTION', 'NODE_LOST', 'RESTART', 'PRESSURE'));

-- When a pod was last asked to leave it because it is short of memory.
alter table node add column relieved_at timestamptz;
