package dev.slipway.backend.deployments;

import dev.slipway.backend.kernel.PodId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The next moves of a rollout: pods come while there is room above the wanted number, and others
 * leave while enough stay available. All the thinking, none of the doing. Pods that already drain
 * or stop do not count.
 */
final class RollingPlan {
  private RollingPlan() {}

  /**
   * Pods that have to go from where they are.
   *
   * @param pods may not because of the app's budget
   * @param free are not kept by a budget
   */
  record Held(List<PodId> pods, List<PodId> free) {
    static final Held NOTHING = new Held(List.of(), List.of());
  }

  /**
   * What is still missing for the end; empty when the rollout has to wait for pods.
   *
   * @param create pods that go where there is room
   * @param on nodes that get a pod of their own
   * @param held what is known of budgets
   */
  record Moves(int create, List<UUID> on, List<PodId> retire, boolean complete, Held held) {
    Moves(int create, List<UUID> on, List<PodId> retire, boolean complete) {
      this(create, on, retire, complete, Held.NOTHING);
    }

    Moves(int create, List<PodId> retire, boolean complete) {
      this(create, List.of(), retire, complete);
    }

    /** Only these go, and those may not. */
    Moves holding(List<PodId> going, Held known) {
      return new Moves(create, on, List.copyOf(going), complete, known);
    }

    /** Of pods on machines that were given up, once everything else is as it should be. */
    Moves lettingGo(List<Pod> givenUp) {
      return complete && !givenUp.isEmpty()
          ? new Moves(0, givenUp.stream().map(Pod::id).toList(), false)
          : this;
    }

    boolean none() {
      return create == 0 && on.isEmpty() && retire.isEmpty();
    }
  }

  /**
   * @param coming pods that should run in the end
   * @param leaving pods that should not, oldest deployment first
   */
  static Moves plan(Bounds bounds, List<Member> coming, List<Member> leaving) {
    int wanted = bounds.wanted();
    int room = bounds.most() - coming.size() - leaving.size();
    int create = Math.clamp(wanted - coming.size(), 0, Math.max(0, room));
    int extra = Math.max(0, coming.size() - wanted);
    var retire = new ArrayList<PodId>();
    coming.stream().sorted(LEAST_USEFUL).limit(extra).map(Member::id).forEach(retire::add);

    long comingAvailable =
        coming.stream().sorted(LEAST_USEFUL).skip(extra).filter(Member::available).count();
    retire.addAll(replaced(bounds, comingAvailable, leaving));

    boolean complete = coming.size() == wanted && comingAvailable == wanted && leaving.isEmpty();
    return new Moves(create, List.copyOf(retire), complete);
  }

  /** Broken ones first: they serve nobody. Yet no more than could be missed if they came back. */
  private static List<PodId> replaced(Bounds bounds, long comingAvailable, List<Member> leaving) {
    long most = Math.max(0, leaving.size() + comingAvailable - bounds.least());
    List<PodId> broken =
        leaving.stream().filter(pod -> !pod.available()).map(Member::id).limit(most).toList();
    List<PodId> available = leaving.stream().filter(Member::available).map(Member::id).toList();
    long spare = Math.max(0, available.size() + comingAvailable - bounds.least());
    return Stream.concat(
            broken.stream(), available.stream().limit(Math.min(spare, most - broken.size())))
        .toList();
  }

  /** Which pods to give up first when there are too many of one kind. */
  static final Comparator<Member> LEAST_USEFUL =
      Comparator.comparing(Member::available)
          .thenComparing(Member::ready)
          .thenComparing(Member::placed)
          .thenComparing(Comparator.comparing(Member::createdAt).reversed());
}
