package dev.slipway.backend.sources;

/** Where somebody who pushed reads what becomes of it. */
interface Terminal {
  /**
   * @throws Gone when nobody is there any more
   */
  void line(String text);

  /** The reader has left; what was begun goes on. */
  final class Gone extends RuntimeException {
    Gone(Throwable cause) {
      super(cause);
    }
  }
}
