package io.kalends.control;

import io.kalends.domain.Action;
import io.kalends.domain.KalendsException.Outdated;
import io.kalends.domain.Plan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a plan would take away, and a digest of it. A large one is only begun with the digest of the
 * plan that was looked at, so that what was seen is what is done.
 */
public record Removal(String digest, long partitions, long bytes) {

  /** From so many on a digest is needed. */
  public record Threshold(long partitions, long bytes) {}

  public static Removal of(Plan plan) {
    List<Action> gone =
        plan.work().stream()
            .filter(action -> action.kind().equals("detach") || action.kind().equals("drop"))
            .toList();
    String text =
        gone.stream()
            .map(
                action ->
                    String.join(
                        " ",
                        action.kind(),
                        action.table().toString(),
                        action.subject().toString(),
                        String.valueOf(action.lower()),
                        String.valueOf(action.upper())))
            .collect(Collectors.joining("\n"));
    long bytes =
        gone.stream()
            .collect(Collectors.toMap(Action::subject, Action::bytes, Math::max))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .sum();
    long partitions = gone.stream().map(Action::subject).distinct().count();
    return new Removal(sha256(text), partitions, bytes);
  }

  /**
   * @param seen the digest of the plan that the caller has looked at, if any
   * @throws Outdated when it is another plan now, or none was looked at and it takes one
   */
  public void require(@Nullable String seen, Threshold threshold) {
    if (seen != null && !seen.equals(digest)) {
      throw new Outdated(
          "planDigest is '%s', and what would be dropped now has %s".formatted(seen, digest),
          "look at it again with dryRun true, and send the planDigest that it returns");
    }
    boolean large = partitions > threshold.partitions() || bytes > threshold.bytes();
    if (seen == null && large) {
      throw new Outdated(
          "this would drop %d partitions with %d bytes, more than may go without the digest of a plan"
              .formatted(partitions, bytes),
          "look at it with dryRun true, and send the planDigest that it returns");
    }
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
