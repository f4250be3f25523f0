package dev.slipway.backend.disks;

import dev.slipway.api.nodes.NodeDiskView;
import dev.slipway.protocol.DiskRules;
import java.util.Collection;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How full the disks of nodes may get.
 *
 * @param collectFrom percent of the disk from which on images nobody needs are removed
 * @param collectTo percent at which that ends
 * @param buildLimit percent from which on no build begins on the node
 * @param imageBytes of all images on a node; 0: no other limit than the disk's
 * @param cacheBytes of the build cache
 * @param appLogBytes of one app's logs on a node, compressed
 * @param logBytes of all logs on a node
 * @param keptReleases so many images of each app stay on the nodes its pods are on, for going back
 */
@ConfigurationProperties("slipway.disk")
public record DiskProperties(
    @DefaultValue("80") int collectFrom,
    @DefaultValue("70") int collectTo,
    @DefaultValue("85") int buildLimit,
    @DefaultValue("0") long imageBytes,
    @DefaultValue("10737418240") long cacheBytes,
    @DefaultValue("67108864") long appLogBytes,
    @DefaultValue("2147483648") long logBytes,
    @DefaultValue("3") int keptReleases) {

  public DiskProperties {
    if (collectTo < 1 || collectTo > collectFrom || collectFrom > 100 || buildLimit < 1) {
      throw new IllegalArgumentException(
          "slipway.disk: collect-to has to be at most collect-from, and both between 1 and 100 percent.");
    }
  }

  public DiskRules rules(Collection<String> keptImages) {
    return DiskRules.newBuilder()
        .setCollectFromPercent(collectFrom)
        .setCollectToPercent(collectTo)
        .setBuildLimitPercent(buildLimit)
        .setImageBytes(imageBytes)
        .setCacheBytes(cacheBytes)
        .setAppLogBytes(appLogBytes)
        .setLogBytes(logBytes)
        .addAllKeptImages(keptImages)
        .build();
  }

  NodeDiskView.Limits limits() {
    return new NodeDiskView.Limits(
        collectFrom,
        collectTo,
        buildLimit,
        imageBytes > 0 ? imageBytes : null,
        cacheBytes,
        appLogBytes,
        logBytes);
  }
}
