package dev.slipway.backend.tenants;

import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.tenants.TenantRepository.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What an installation needs before anybody can sign in: the set-up code, and for installers an
 * owner with an API token. Each start looks whether the files are there and writes what is missing,
 * so being killed in between is mended.
 */
@Component
class FirstStart implements ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(FirstStart.class);
  private static final Duration LIFE = Duration.ofDays(366);

  private final SetupRepository setup;
  private final SetupService service;
  private final ApiTokens tokens;
  private final PlatformProperties settings;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  FirstStart(
      SetupRepository setup,
      SetupService service,
      ApiTokens tokens,
      PlatformProperties settings,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.setup = setup;
    this.service = service;
    this.tokens = tokens;
    this.settings = settings;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    Files.createDirectories(settings.state());
    Path code = settings.state().resolve("setup-code");
    if (!service.needed()) {
      Files.deleteIfExists(code);
    } else if (!Files.exists(code)) {
      writeCode(code);
    }
    if (settings.bootstrap()) {
      writeToken(settings.state().resolve("owner-token"));
    }
  }

  private void writeCode(Path file) throws IOException {
    String code = SetupCode.next();
    transaction.executeWithoutResult(_ -> setup.writeCode(SetupCode.hash(code), clock.instant()));
    write(file, code);
    log.info(
        "Set up this installation at {} with the one-time code {}", settings.externalUrl(), code);
  }

  private void writeToken(Path file) throws IOException {
    if (Files.exists(file)
        && tokens.authenticate(Files.readString(file).strip(), "local").isPresent()) {
      return;
    }
    Owner owner = service.firstOwner();
    write(file, tokens.create(owner.organization(), owner.person(), "installer", LIFE).secret());
    log.info("An API token of the owner is in {}", file.toAbsolutePath());
  }

  /** Never half written, and from the beginning readable by us alone. */
  private static void write(Path file, String secret) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, secret + "\n");
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
