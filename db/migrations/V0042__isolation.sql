-- How nodes can keep pods apart from themselves, as their agents say; one that says nothing can do what all can.
alter table node add column isolations text[] not null default '{RESTRICTED}'
  check (isolations <@ array['RESTRICTED', 'COMPAT', 'SANDBOX']);

-- Whether an organization's apps may run as root with few rights; null: as the platform has it.
alter table organization_quota add column compat boolean;
