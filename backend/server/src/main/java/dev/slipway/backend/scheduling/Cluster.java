package dev.slipway.backend.scheduling;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A snapshot of the machines and what is booked on them. One snapshot serves a whole batch of pods:
 * book each where it was placed before placing the next.
 */
public final class Cluster {
  private final List<Load> loads;

  Cluster(List<Machine> machines, List<Booking> bookings) {
    loads = machines.stream().map(Load::new).toList();
    bookings.forEach(booking -> book(booking.node(), booking.demand()));
  }

  /**
   * @param refused machines that cannot take the pod for reasons the scheduler does not see
   */
  public Placement place(Demand demand, Map<NodeId, String> refused) {
    var vetoes = new ArrayList<Veto>();
    var fitting = new ArrayList<Load>();
    for (Load load : loads) {
      String veto = refused.getOrDefault(load.machine.id(), load.veto(demand));
      if (veto.isEmpty()) {
        fitting.add(load);
      } else {
        vetoes.add(new Veto(load.machine.name(), veto));
      }
    }
    return fitting.stream()
        .min(preference(demand))
        .<Placement>map(load -> new Placement.On(load.machine.id(), load.machine.name()))
        .orElseGet(() -> new Placement.Nowhere(vetoes));
  }

  public void book(NodeId node, Demand demand) {
    loads.stream().filter(load -> load.machine.id().equals(node)).forEach(load -> load.add(demand));
  }

  /**
   * Pods of one app apart first, so that losing a machine loses few of them; then the emptiest
   * machine.
   */
  private static Comparator<Load> preference(Demand demand) {
    return Comparator.<Load>comparingInt(load -> load.pods.getOrDefault(demand.app(), 0))
        .thenComparingDouble(load -> load.fullness(demand))
        .thenComparing(load -> load.machine.name());
  }

  private static final class Load {
    private final Machine machine;
    private final Map<AppId, Integer> pods = new HashMap<>();
    private int cpuMillis;
    private long memoryBytes;

    Load(Machine machine) {
      this.machine = machine;
    }

    void add(Demand demand) {
      pods.merge(demand.app(), 1, Integer::sum);
      cpuMillis += demand.cpuMillis();
      memoryBytes += demand.memoryBytes();
    }

    /** Empty when the pod fits. */
    String veto(Demand demand) {
      if (!machine.takesWork()) {
        return "takes no apps";
      }
      if (!machine.schedulable()) {
        return "is closed for new pods";
      }
      if (!machine.answers()) {
        return "does not answer";
      }
      long freeMemory = machine.memoryBytes() - memoryBytes;
      if (demand.memoryBytes() > freeMemory) {
        return "has %s of memory to promise and the pod books %s"
            .formatted(mebibytes(Math.max(0, freeMemory)), mebibytes(demand.memoryBytes()));
      }
      int freeCpu = machine.cpuMillis() - cpuMillis;
      if (demand.cpuMillis() > freeCpu) {
        return "has %d thousandths of a core to promise and the pod books %d"
            .formatted(Math.max(0, freeCpu), demand.cpuMillis());
      }
      return "";
    }

    double fullness(Demand demand) {
      double cpu = (cpuMillis + demand.cpuMillis()) / (double) Math.max(1, machine.cpuMillis());
      double memory =
          (memoryBytes + demand.memoryBytes()) / (double) Math.max(1, machine.memoryBytes());
      return Math.max(cpu, memory);
    }

    private static String mebibytes(long bytes) {
      return (bytes >> 20) + " MiB";
    }
  }
}
