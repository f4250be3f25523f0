package dev.slipway.console.testing;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.spring.SpringServlet;
import dev.slipway.api.logs.ChangesApi;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.WebApplicationContext;

/** Opens views without a browser: a page of the running console, as Ada, on this thread. */
@SpringBootTest(
    classes = TestConsole.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
public abstract class ConsoleTest {
  @Autowired private ServletRegistrationBean<SpringServlet> registration;
  @Autowired private WebApplicationContext context;
  @Autowired private InMemoryRest.Changes changes;
  private VaadinSession session;
  private UI ui;

  @BeforeEach
  void openPage() throws Exception {
    changes.watching.clear();
    var ada = new TestingAuthenticationToken("ada", "", "ROLE_USER");
    SecurityContextHolder.getContext().setAuthentication(ada);
    VaadinServletService service = Objects.requireNonNull(registration.getServlet()).getService();
    var raw =
        new MockHttpServletRequest(Objects.requireNonNull(context.getServletContext()), "GET", "/");
    raw.setUserPrincipal(ada);
    raw.addUserRole("USER");
    var request = new VaadinServletRequest(raw, service);
    service.setCurrentInstances(
        request, new VaadinServletResponse(new MockHttpServletResponse(), service));
    session = Objects.requireNonNull(service.findVaadinSession(request));
    session.lock();
    VaadinSession.setCurrent(session);
    ui = new UI();
    ui.getInternals().setSession(session);
    UI.setCurrent(ui);
    ui.doInit(request, 1, "ROOT");
    session.addUI(ui);
    begin(service, ui);
  }

  @AfterEach
  void closePage() {
    UI.setCurrent(null);
    VaadinSession.setCurrent(null);
    session.unlock();
    SecurityContextHolder.clearContext();
  }

  /** As the bootstrap of a page does. */
  @SuppressWarnings("removal")
  private static void begin(VaadinServletService service, UI page) {
    service.fireUIInitListeners(page);
  }

  protected void open(String path) {
    ui.navigate(path);
  }

  /** Something of an app changed: the page hears of it, as it would from the server. */
  protected void announce(String kind, UUID app) {
    var change = new ChangesApi.Change(kind, Samples.PROJECT, app, app);
    changes.watching.forEach(watcher -> watcher.accept(List.of(change)));
    session.getService().runPendingAccessTasks(session);
  }

  /** What waits for the browser happens, such as dialogs that open. */
  protected void respond() {
    ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
  }

  /** All text one could read on the page. */
  protected String text() {
    settle();
    return descendants(ui)
        .map(component -> component.getElement().getText())
        .filter(words -> !words.isBlank())
        .collect(Collectors.joining(" "));
  }

  protected <T extends Component> T find(Class<T> type, String label) {
    settle();
    return all(type)
        .filter(one -> label.equals(label(one)) || label.equals(one.getElement().getText()))
        .findFirst()
        .orElseThrow(() ->
            new AssertionError("No " + type.getSimpleName() + " " + label + " in: " + text()));
  }

  /** Picks one of the answers that are words. */
  @SuppressWarnings("unchecked")
  protected void choose(String label, String answer) {
    ((RadioButtonGroup<String>) find(RadioButtonGroup.class, label)).setValue(answer);
  }

  protected <T extends Component> Stream<T> all(Class<T> type) {
    // Dialogs come to the page just before it is sent to the browser.
    ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
    return descendants(ui).filter(type::isInstance).map(type::cast);
  }

  private static String label(Component component) {
    String label = component.getElement().getProperty("label");
    return label == null
        ? String.valueOf(component.getElement().getAttribute("aria-label"))
        : label;
  }

  private static Stream<Component> descendants(Component component) {
    return Stream.concat(
        Stream.of(component),
        Stream.concat(component.getChildren(), footer(component))
            .flatMap(ConsoleTest::descendants));
  }

  /** A dialog's buttons are no children of it. */
  private static Stream<Component> footer(Component component) {
    return component instanceof Dialog dialog
        ? dialog
            .getFooter()
            .getElement()
            .getChildren()
            .flatMap(child -> child.getComponent().stream())
        : Stream.empty();
  }

  /** Dialogs open at the end of a request. */
  private void settle() {
    ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
  }
}
