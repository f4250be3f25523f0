package dev.slipway.backend.scheduling.fleet;

/** Why a node does not take a pod. Equal ones are counted together. */
public sealed interface Refusal {
  /** What is wrong with it, such as "no answer". */
  String words();

  /** A word for programs, which does not change: the kind of refusal. */
  default String reason() {
    return getClass().getSimpleName();
  }

  record NoPods() implements Refusal {
    @Override
    public String words() {
      return "not for apps";
    }
  }

  record Closed() implements Refusal {
    @Override
    public String words() {
      return "closed for new pods";
    }
  }

  record Silent() implements Refusal {
    @Override
    public String words() {
      return "no answer";
    }
  }

  /**
   * @param of such as {@code memory}
   */
  record Strained(String of) implements Refusal {
    @Override
    public String words() {
      return "short of " + of;
    }
  }

  record EngineDown() implements Refusal {
    @Override
    public String words() {
      return "its container engine does not answer";
    }
  }

  record NetworkUnavailable() implements Refusal {
    @Override
    public String words() {
      return "its network cannot be set up";
    }
  }

  record Labels() implements Refusal {
    @Override
    public String words() {
      return "without the labels that the app asks for";
    }
  }

  /**
   * @param how such as {@code SANDBOX}
   */
  record NotIsolating(String how) implements Refusal {
    @Override
    public String words() {
      return "unable to run pods with the isolation " + how;
    }
  }

  record Tainted(Taint taint) implements Refusal {
    @Override
    public String words() {
      return "kept for others by the taint " + taint.key();
    }
  }

  /**
   * @param lacking such as {@code memory}
   */
  record Full(String lacking) implements Refusal {
    @Override
    public String words() {
      return "too little " + lacking + " left";
    }
  }

  record Uneven(String topologyKey) implements Refusal {
    @Override
    public String words() {
      return "as many of these pods in its " + topologyKey + " as there may be";
    }
  }

  record TooFar(String topologyKey) implements Refusal {
    @Override
    public String words() {
      return "not in the " + topologyKey + " of the pods it must be near";
    }
  }

  record TooNear(String topologyKey) implements Refusal {
    @Override
    public String words() {
      return "in the " + topologyKey + " of pods that must be apart from it";
    }
  }

  /** What it mounts is data that lies on one machine. */
  record VolumeElsewhere() implements Refusal {
    @Override
    public String words() {
      return "its volume is on another machine";
    }
  }

  /**
   * @param words of whoever refused beforehand
   */
  record Elsewhere(String words) implements Refusal {}
}
