package dev.slipway.backend.scheduling.fleet;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Finds out about a kind of pods what does not change with each pod that is booked. */
final class Candidates {
  private final Fleet fleet;

  Candidates(Fleet fleet) {
    this.fleet = fleet;
  }

  /** Does nothing while neither nodes nor questions about pods have changed. */
  void refresh(Kind kind) {
    if (kind.questions != kind.scope.version) {
      kind.kept.clear();
      kind.wished.clear();
      collect(kind, kind.scope.keepingAway, kind.kept);
      collect(kind, kind.scope.wishing, kind.wished);
      kind.questions = kind.scope.version;
    }
    if (kind.nodes != fleet.version()) {
      look(kind);
      kind.nodes = fleet.version();
    }
  }

  private static void collect(Kind kind, Map<Scope.Question, Counter> counters, List<Counter> to) {
    counters.forEach((question, counter) -> {
      if (question.pods().matches(kind.shape.labels())) {
        to.add(counter);
      }
    });
  }

  private void look(Kind kind) {
    var candidates = new int[fleet.size()];
    var disliked = new int[fleet.size()];
    var liked = new int[fleet.size()];
    var domains = new boolean[kind.spread.length][];
    Arrays.setAll(domains, i -> new boolean[kind.spread[i].topology.size()]);
    int count = 0;
    int mostDisliked = 0;
    int mostLiked = 0;
    for (int node = 0; node < fleet.size(); node++) {
      NodeFacts facts = fleet.facts(node);
      if (facts == null || !Filters.hasLabels(kind.shape, facts)) {
        continue;
      }
      for (int i = 0; i < kind.spread.length; i++) {
        int domain = kind.spread[i].topology.of(node);
        if (domain != Topology.NONE) {
          domains[i][domain] = true;
        }
      }
      if (Filters.never(kind.shape, facts) == null) {
        disliked[count] = Scores.dislikes(kind.shape, facts);
        liked[count] = kind.shape.nodes().weight(facts.labels());
        mostDisliked = Math.max(mostDisliked, disliked[count]);
        mostLiked = Math.max(mostLiked, liked[count]);
        candidates[count++] = node;
      }
    }
    kind.candidates = Arrays.copyOf(candidates, count);
    kind.scores = new float[count];
    for (int i = 0; i < count; i++) {
      boolean there =
          !kind.shape.image().isEmpty()
              && fleet.node(candidates[i]).images().contains(kind.shape.image());
      kind.scores[i] =
          3 * (100 - 100f * disliked[i] / Math.max(1, mostDisliked))
              + 2 * (100f * liked[i] / Math.max(1, mostLiked))
              + (there ? 100 : 0);
    }
    kind.spreadDomains = new int[kind.spread.length][];
    for (int i = 0; i < domains.length; i++) {
      boolean[] present = domains[i];
      kind.spreadDomains[i] =
          IntStream.range(0, present.length).filter(one -> present[one]).toArray();
    }
  }
}
