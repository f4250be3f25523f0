package dev.slipway.agent.sources;

import dev.slipway.protocol.BuildOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What of a repository is built.
 *
 * @param context folder whose files the build sees
 * @param dockerfile the file with its instructions
 * @param dockerfilePath its path inside the context, with slashes
 */
public record Sources(Path context, Path dockerfile, String dockerfilePath) {
  public static Sources of(Checkout checkout, BuildOrder order) {
    String folder = order.getFolder().isEmpty() ? "." : order.getFolder();
    String file = order.getDockerfile().isEmpty() ? "Dockerfile" : order.getDockerfile();
    var paths = new ContextPath(checkout);
    try {
      Path context =
          Optional.of(paths.find(folder).orElseThrow(() -> escapes(folder)))
              .filter(Files::isDirectory)
              .orElseThrow(() -> noFolder(folder));
      Path relative = checkout.folder().relativize(context);
      Path dockerfile =
          Optional.of(
                  paths
                      .find(relative.resolve(file).toString())
                      .orElseThrow(() -> escapes(relative.resolve(file).toString())))
              .filter(path -> path.startsWith(context) && Files.isRegularFile(path))
              .orElseThrow(() -> missing(checkout, relative.resolve(file)));
      String inside = context.relativize(dockerfile).toString();
      return new Sources(context, dockerfile, inside);
    } catch (InvalidPathException e) {
      throw new BuildFailed(
          Failure.DOCKERFILE_MISSING, "The path of the folder or the Dockerfile is no path.", e);
    }
  }

  /** A file of its own for this Dockerfile, else the one of the context. */
  DockerIgnore ignore() throws IOException {
    Path own = dockerfile.resolveSibling(dockerfile.getFileName() + ".dockerignore");
    Path common = context.resolve(".dockerignore");
    for (Path file : new Path[] {own, common}) {
      if (Files.isRegularFile(file)) {
        return DockerIgnore.parse(Files.readString(file));
      }
    }
    return DockerIgnore.NOTHING;
  }

  private static BuildFailed escapes(String path) {
    return new BuildFailed(
        Failure.SOURCE_ESCAPE,
        "'" + path + "' leads out of the repository: put the file itself there, not a link.");
  }

  private static BuildFailed noFolder(String folder) {
    return new BuildFailed(
        Failure.DOCKERFILE_MISSING,
        "The repository has no folder '" + folder + "': check the app's source.");
  }

  private static BuildFailed missing(Checkout checkout, Path path) {
    String sha = checkout.commit().sha();
    return new BuildFailed(
        Failure.DOCKERFILE_MISSING,
        "There is no file '%s' in commit %s: add a Dockerfile there, or set its path in the app's source."
            .formatted(path.normalize(), sha.substring(0, Math.min(8, sha.length()))));
  }
}
