package dev.slipway.backend.registries;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.registries.RegistryRepository.Image;
import dev.slipway.backend.workloads.AppLeftovers;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes the images of an app that was deleted, after its pods: a running pod may have to pull
 * once more.
 */
@Service
@Order(ImageRemoval.LATE)
class ImageRemoval implements AppLeftovers {
  static final int LATE = 1000;
  private static final Logger LOG = LoggerFactory.getLogger(ImageRemoval.class);

  private final RegistryRepository rows;
  private final RegistryClient registry;
  private final TransactionTemplate transaction;

  ImageRemoval(RegistryRepository rows, RegistryClient registry, TransactionTemplate transaction) {
    this.rows = rows;
    this.registry = registry;
    this.transaction = transaction;
  }

  @Override
  public boolean removed(long epoch, OrganizationId organization, AppId app) {
    try {
      for (Image image : transaction.execute(_ -> rows.images(organization, app))) {
        if (!registry.remove(image)) {
          LOG.warn("The registry keeps {}; asking again later", image);
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      LOG.warn("The registry does not answer; images of app {} are removed later", app.value(), e);
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
