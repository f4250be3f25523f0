package dev.slipway.agent.pods;

/** Tells people what happened to containers beside the app, once each time it happens. */
final class CompanionEvents {
  private static final String WARNING = "WARNING";
  private static final String INFO = "INFO";

  private final PodEvents events;

  CompanionEvents(PodEvents events) {
    this.events = events;
  }

  /** A step was done; before is what was remembered until then. */
  void after(PodView pod, CompanionView companion, CompanionStep step, PodMemory before) {
    PodMemory memory = companion.memory();
    switch (step) {
      case CompanionStep.NoteEnd _ -> {
        boolean good = memory.finished() && memory.exitCode() == 0;
        events.tell(pod, good ? INFO : WARNING, memory.reason(), memory.message());
      }
      case CompanionStep.Start() -> {
        if (memory.failures() > before.failures()) {
          if (!memory.reason().equals(before.reason())) {
            events.tell(pod, WARNING, memory.reason(), memory.message());
          }
        } else if (memory.restarts() > before.restarts()) {
          events.tell(
              pod,
              INFO,
              "Restarted",
              "Started the %s again, for the %d. time."
                  .formatted(companion.title(), memory.restarts()));
        }
      }
      case CompanionStep.Terminate(String cause) -> {
        if (!cause.isEmpty()) {
          events.tell(pod, WARNING, "ProbeFailed", cause);
        }
      }
      case CompanionStep.Kill() ->
          events.tell(
              pod,
              WARNING,
              "Killed",
              "The %s did not end within its time and was killed.".formatted(companion.title()));
    }
  }
}
