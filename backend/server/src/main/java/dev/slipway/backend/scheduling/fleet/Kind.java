package dev.slipway.backend.scheduling.fleet;

import java.util.ArrayList;
import java.util.List;

/** A shape of pods with what was found out about it, as long as nodes and questions stay. */
final class Kind {
  final PodShape shape;
  final Scope scope;
  final boolean[] spreadCountsItself;
  final Counter[] spread;
  final Counter[] near;
  final boolean[] nearItself;
  final List<Counter> away = new ArrayList<>();
  final List<Counter> wishes = new ArrayList<>();
  final List<Integer> wishWeights = new ArrayList<>();

  /** Its pods are counted here, so much each. */
  final List<Counter> counted = new ArrayList<>();

  final List<Integer> countedAs = new ArrayList<>();

  // Found out for a version of the questions.
  int questions = -1;
  final List<Counter> kept = new ArrayList<>();
  final List<Counter> wished = new ArrayList<>();

  // Found out for a version of the nodes.
  long nodes = -1;
  int[] candidates = {};
  float[] scores = {};
  int[][] spreadDomains = {};

  Kind(PodShape shape, Scope scope, int spread, int near) {
    this.shape = shape;
    this.scope = scope;
    this.spread = new Counter[spread];
    this.spreadCountsItself = new boolean[spread];
    this.near = new Counter[near];
    this.nearItself = new boolean[near];
  }
}
