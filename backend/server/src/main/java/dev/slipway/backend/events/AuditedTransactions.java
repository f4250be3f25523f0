package dev.slipway.backend.events;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Puts the entry of an audited call into the transaction that makes its change: both are there, or
 * neither is.
 */
@Component
class AuditedTransactions implements TransactionExecutionListener {
  private static final String OWN = AuditLog.class.getName() + ".";

  // Looked up when it is needed: it needs the transaction manager this listens to.
  private final ObjectProvider<AuditLog> audit;

  AuditedTransactions(ObjectProvider<AuditLog> audit) {
    this.audit = audit;
  }

  @Override
  public void beforeCommit(TransactionExecution transaction) {
    AuditedAction action = AuditedAction.current();
    if (action != null
        && !transaction.isReadOnly()
        && !transaction.isRollbackOnly()
        && !transaction.getTransactionName().startsWith(OWN)) {
      audit.getObject().complete(action);
    }
  }

  @Override
  public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
    AuditedAction action = AuditedAction.current();
    if (action != null && failure != null) {
      action.written(false);
    }
  }
}
