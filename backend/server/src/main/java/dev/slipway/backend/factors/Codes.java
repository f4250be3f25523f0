package dev.slipway.backend.factors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.api.people.NewTotpView;
import dev.slipway.api.people.RecoveryCodesView;
import dev.slipway.backend.factors.CodeRepository.Stored;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Vault;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Codes of an authenticator app, each good once, and the recovery codes beside them. */
@Service
class Codes {
  private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");
  private static final int RECOVERY_CODES = 10;

  private final CodeRepository codes;
  private final Vault vault;
  private final InstantSource clock;

  Codes(CodeRepository codes, Vault vault, InstantSource clock) {
    this.codes = codes;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * @return since when a code is asked for; null: none is
   */
  @Transactional(readOnly = true)
  public @Nullable Instant since(PersonId person) {
    return codes.find(person).map(Stored::confirmedAt).orElse(null);
  }

  @Transactional(readOnly = true)
  public int recoveryCodesLeft(PersonId person) {
    return codes.codesLeft(person);
  }

  /**
   * @param account as the authenticator app will call it
   * @throws Problem totp-on when codes are in use already
   */
  @Transactional
  public NewTotpView begin(PersonId person, String account) {
    byte[] secret = Totp.newSecret();
    byte[] encrypted = vault.encryptForPlatform(context(person), secret);
    if (!codes.begin(person, encrypted, clock.instant())) {
      throw Problem.conflict(
          "totp-on", "An authenticator app is set up already. Turn it off first to use another.");
    }
    String letters = Base32.encode(secret);
    String uri =
        "otpauth://totp/Slipway:%s?secret=%s&issuer=Slipway&algorithm=SHA1&digits=6&period=30"
            .formatted(URLEncoder.encode(account, UTF_8).replace("+", "%20"), letters);
    QrCode picture = QrCode.of(uri);
    return new NewTotpView(letters, uri, picture.path(), picture.size());
  }

  /**
   * @throws Problem unauthenticated when the code is wrong
   */
  @Transactional
  public RecoveryCodesView confirm(PersonId person, String code) {
    Instant now = clock.instant();
    boolean confirmed =
        codes.find(person).stream()
            .flatMap(stored -> matching(person, stored, code).stream())
            .anyMatch(step -> codes.confirm(person, step, now));
    if (!confirmed) {
      throw wrong();
    }
    return newRecoveryCodes(person);
  }

  /** Whether this code of the app, or this recovery code, counts now. It does not another time. */
  @Transactional
  public boolean accept(PersonId person, String typed) {
    String code = typed.replace(" ", "");
    Optional<Stored> stored = codes.find(person).filter(one -> one.confirmedAt() != null);
    if (stored.isEmpty()) {
      return false;
    }
    return SIX_DIGITS.matcher(code).matches()
        ? matching(person, stored.get(), code).stream()
            .anyMatch(step -> codes.takeStep(person, step))
        : codes.useCode(person, RecoveryCode.hash(person, code), clock.instant());
  }

  @Transactional
  public void remove(PersonId person) {
    if (!codes.remove(person)) {
      throw Problem.notFound("authenticator app");
    }
  }

  @Transactional
  public RecoveryCodesView newRecoveryCodes(PersonId person) {
    if (since(person) == null) {
      throw Problem.conflict("totp-off", "Set up an authenticator app first.");
    }
    List<RecoveryCode> fresh = Stream.generate(RecoveryCode::next).limit(RECOVERY_CODES).toList();
    codes.replaceCodes(person, fresh.stream().map(code -> code.hash(person)).toList());
    return new RecoveryCodesView(fresh.stream().map(RecoveryCode::text).toList());
  }

  static Problem wrong() {
    return Problem.of(
        Problem.Kind.UNAUTHENTICATED,
        "unauthenticated",
        "This code is wrong, or was used already. Wait for the next one; if none works, set the clock of"
            + " your device.");
  }

  private List<Long> matching(PersonId person, Stored stored, String code) {
    byte[] secret = vault.decryptForPlatform(context(person), stored.encrypted());
    return Totp.steps(secret, code, clock.instant());
  }

  private static String context(PersonId person) {
    return "person/%s/totp".formatted(person.value());
  }
}
