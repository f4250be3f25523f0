package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.audit.AuditQuery;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryRest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AuditViewTest extends ConsoleTest {
  @Autowired private InMemoryRest.Audit audit;

  @AfterEach
  void forget() {
    audit.asked.clear();
    audit.intact = true;
  }

  @Test
  void theBooksSayWhoDidWhat() {
    open("audit");
    assertThat(text()).contains("Ada (ci)", "apps.update", "app web", "Done", "Forbidden");
  }

  @Test
  void anEntryShowsBeforeAndAfter() {
    open("audit");
    find(Button.class, "Details").click();
    assertThat(text()).contains("Entry 2", "replicas", "•••", "203.0.113.9", "curl/8");
  }

  @Test
  void whatIsTypedIsLookedFor() {
    open("audit");
    find(TextField.class, "Who").setValue(" Ada ");
    find(Button.class, "Search").click();
    assertThat(audit.asked.getLast())
        .isEqualTo(new AuditQuery("Ada", null, null, null, null, null, null));
  }

  @Test
  void verifyingSaysThatTheChainIsWhole() {
    open("audit");
    find(Button.class, "Verify").click();
    assertThat(text()).contains("The audit is intact");
  }

  @Test
  void verifyingSaysWhereTheChainIsBroken() {
    audit.intact = false;
    open("audit");
    find(Button.class, "Verify").click();
    assertThat(text()).contains("The audit is broken at entry 2");
  }
}
