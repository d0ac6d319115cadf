-- For the list of what somebody has decided on.
create index approval_of_approver on selfservice.approval (approver, run_id);
