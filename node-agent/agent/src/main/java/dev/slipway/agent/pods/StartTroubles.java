package dev.slipway.agent.pods;

/** Why an engine did not start a container, by its own words, and what to do about it. */
final class StartTroubles {
  private StartTroubles() {}

  static PodMemory.Failure of(String engine) {
    if (engine.contains("unknown or invalid runtime name")) {
      return new PodMemory.Failure(
          "RuntimeMissing",
          "This machine does not have the runtime that the app's isolation needs: " + engine);
    }
    if (engine.contains("no space left on device")) {
      return new PodMemory.Failure(
          "DiskFull", "The container could not be started: the machine's disk is full. " + engine);
    }
    if (engine.contains("exec format error")) {
      return new PodMemory.Failure(
          "ContainerCannotRun",
          "The image is made for another kind of processor, or its script has no first line that"
              + " names a shell: "
              + engine);
    }
    if (engine.contains("executable file not found")
        || engine.contains("no such file or directory")) {
      return new PodMemory.Failure(
          "StartError",
          "The app's command was not found: look at the command and at what is in the image. "
              + engine);
    }
    if (engine.contains("permission denied")) {
      return new PodMemory.Failure(
          "ContainerCannotRun",
          "The app's command was found, but may not be run: is it executable? " + engine);
    }
    return new PodMemory.Failure("StartError", "The container could not be started: " + engine);
  }
}
