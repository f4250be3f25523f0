-- Which process of an agent a node is heard from, so that a copy of its identity is not taken for it; and when it came
-- back, so that of many that vanished the last ones to return are not replaced when the first ones are there.
alter table node
  -- As it names itself anew at each start; empty of agents that do not.
  add column agent_instance text    not null default '',
  -- Its stream has ended: the next one may be another process.
  add column agent_gone     boolean not null default true,
  -- When it was last heard again after it had counted as dead.
  add column returned_at    timestamptz;
