package dev.slipway.backend.testing;

import dev.slipway.backend.database.Db;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a class of tests leaves behind is nothing to the next one, whichever comes next: no node
 * that takes its pods, no pod that takes the room of its nodes, and no app that wants some.
 */
class Leftovers implements AfterAllCallback {
  private static final List<String> REMOVED =
      List.of(
          "update node set schedulable = false where schedulable",
          "update deployment set state = 'CANCELED', finished_at = now() where finished_at is null",
          "update app set current_deployment_id = null, replicas = 0 where current_deployment_id is not null",
          "delete from pod");

  @Override
  public void afterAll(ExtensionContext context) {
    ApplicationContext application = SpringExtension.getApplicationContext(context);
    Db db = application.getBean(Db.class);
    application
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(_ ->
            REMOVED.forEach(sql -> {
              int _ = db.system().sql(sql).update();
            }));
  }
}
