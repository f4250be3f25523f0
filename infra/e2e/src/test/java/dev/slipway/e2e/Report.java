package dev.slipway.e2e;

/** Figures that a person wants to read after a run; surefire shows what is written here. */
final class Report {
  private Report() {}

  static void line(String text) {
    System.out.println("    measured: " + text);
  }
}
