package dev.slipway.backend.quotas;

import dev.slipway.backend.kernel.OrganizationId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Where requests of one organization that ask for more wait before they take a connection. The
 * database's lock decides; without this, two hundred at once of one tenant would wait for it with
 * every connection there is, and the other tenants for them.
 */
@Component
public class Turns {
  private final Map<OrganizationId, ReentrantLock> lanes = new ConcurrentHashMap<>();

  /** Not to be called inside a transaction: it would hold its connection meanwhile. */
  public <T> T inTurn(OrganizationId organization, Supplier<T> action) {
    ReentrantLock lane = lanes.computeIfAbsent(organization, _ -> new ReentrantLock(true));
    lane.lock();
    try {
      return action.get();
    } finally {
      lane.unlock();
    }
  }
}
