package dev.slipway.agent.pods;

import java.util.Map;

/** What an exit code above 128 says: the program was ended by a signal. */
final class Signals {
  private static final Map<Integer, String> MEANINGS =
      Map.of(
          129, "SIGHUP",
          130, "SIGINT, an interrupt",
          131, "SIGQUIT",
          132, "SIGILL: a machine instruction this processor does not have",
          134, "SIGABRT: it gave up by itself, as after a failed assertion",
          135, "SIGBUS: a fault of memory",
          136, "SIGFPE: a division by zero or the like",
          139, "SIGSEGV: a fault of memory",
          141, "SIGPIPE: who read what it wrote has gone",
          143, "SIGTERM: it was asked to end");

  private Signals() {}

  /** Such as " by SIGTERM …", empty for codes of the program's own. */
  static String words(int code) {
    String meaning = MEANINGS.get(code);
    return meaning == null ? "" : " (" + meaning + ")";
  }
}
