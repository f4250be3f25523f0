package dev.slipway.console.testing;

import dev.slipway.api.Page;
import dev.slipway.api.audit.AuditApi;
import dev.slipway.api.audit.AuditEntryView;
import dev.slipway.api.audit.AuditFormat;
import dev.slipway.api.audit.AuditQuery;
import dev.slipway.api.audit.AuditVerificationView;
import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.logs.EventQuery;
import dev.slipway.api.logs.EventView;
import dev.slipway.api.logs.EventsApi;
import dev.slipway.api.logs.LogBatch;
import dev.slipway.api.logs.LogLine;
import dev.slipway.api.logs.LogQuery;
import dev.slipway.api.logs.LogsApi;
import dev.slipway.api.logs.Subscription;
import dev.slipway.api.networking.AddRoute;
import dev.slipway.api.networking.RouteView;
import dev.slipway.api.networking.RoutesApi;
import dev.slipway.api.networking.ServiceView;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The smaller interfaces. */
public final class InMemoryRest {
  private InMemoryRest() {}

  /** A few events. */
  public static class Events implements EventsApi {
    public final List<EventQuery> asked = new ArrayList<>();

    @Override
    public Page<EventView> ofApp(UUID app, @Nullable String after, int limit) {
      return all(EventQuery.ALL, after, limit);
    }

    @Override
    public Page<EventView> ofOrganization(
        UUID organization, EventQuery query, @Nullable String after, int limit) {
      return all(query, after, limit);
    }

    @Override
    public Page<EventView> all(EventQuery query, @Nullable String after, int limit) {
      asked.add(query);
      return new Page<>(
          List.of(
              new EventView(
                  Samples.id(40),
                  Samples.NOW,
                  EventView.Severity.INFO,
                  "RolloutCompleted",
                  "Revision 3 serves now.",
                  Samples.APP,
                  "web",
                  Samples.DEPLOYMENT,
                  null,
                  null,
                  null,
                  null),
              new EventView(
                  Samples.id(41),
                  Samples.NOW,
                  EventView.Severity.ERROR,
                  "CrashLoopBackOff",
                  "mailer ended with exit code 1 three times.",
                  Samples.FAILING,
                  "mailer",
                  null,
                  null,
                  null,
                  null,
                  null)),
          null);
    }
  }

  /** Changes a test can announce. */
  public static class Changes implements ChangesApi {
    public final List<Consumer<List<Change>>> watching = new CopyOnWriteArrayList<>();

    @Override
    public Subscription watch(UUID organization, Consumer<List<Change>> consumer) {
      watching.add(consumer);
      return () -> watching.remove(consumer);
    }
  }

  /** Three lines, at once. */
  public static class Logs implements LogsApi {
    @Override
    public List<LogLine> tail(UUID app, LogQuery query) {
      return List.of(
          new LogLine(Samples.POD, "slp-web-3-abcdef", Samples.NOW, false, "listening on 8080"),
          new LogLine(Samples.POD, "slp-web-3-abcdef", Samples.NOW, false, "GET / 200"),
          new LogLine(Samples.POD, "slp-web-3-abcdef", Samples.NOW, true, "warning: no cache"));
    }

    @Override
    public Subscription follow(UUID app, LogQuery query, Consumer<LogBatch> consumer) {
      consumer.accept(new LogBatch(tail(app, query), 0));
      return () -> {};
    }
  }

  /** One route. */
  public static class Routes implements RoutesApi {
    @Override
    public List<RouteView> routes(UUID app) {
      return List.of(
          new RouteView(
              Samples.id(50),
              "web.shop.apps.localhost",
              "http://web.shop.apps.localhost",
              Samples.NOW));
    }

    @Override
    public RouteView add(UUID app, AddRoute request) {
      return routes(app).getFirst();
    }

    @Override
    public void remove(UUID app, UUID route) {}

    @Override
    public ServiceView service(UUID app) {
      return new ServiceView(
          Samples.id(51), "web", "ClusterIP", "10.96.1.5", 80, 8080, List.of("10.64.0.5:8080"));
    }
  }

  /** Two entries, in a chain that is whole unless a test breaks it. */
  public static class Audit implements AuditApi {
    public final List<AuditQuery> asked = new ArrayList<>();
    public boolean intact = true;
    private final InMemoryPeople people;

    Audit(InMemoryPeople people) {
      this.people = people;
    }

    @Override
    public Page<AuditEntryView> search(
        UUID organization, AuditQuery query, @Nullable String after, int limit) {
      if (people.organizations.stream().noneMatch(one -> one.may("audit:read"))) {
        throw new Samples.NotAllowed("Your role does not allow this.");
      }
      asked.add(query);
      return new Page<>(List.of(Samples.audited(), Samples.refused()), null);
    }

    @Override
    public AuditVerificationView verify(UUID organization) {
      return new AuditVerificationView(
          organization,
          intact,
          2,
          intact ? null : 2L,
          intact ? "All 2 entries are as they were written." : "Entry 2 is not as it was written.",
          "ab".repeat(32),
          null);
    }

    @Override
    public void export(UUID organization, AuditQuery query, AuditFormat format, OutputStream out) {}

    @Override
    public Page<AuditEntryView> platform(AuditQuery query, @Nullable String after, int limit) {
      return search(Samples.ORGANIZATION, query, after, limit);
    }

    @Override
    public List<AuditVerificationView> verifyAll() {
      return List.of(verify(Samples.ORGANIZATION));
    }
  }
}
