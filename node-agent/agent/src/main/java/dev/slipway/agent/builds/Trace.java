package dev.slipway.agent.builds;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * BuildKit's report on a build under way, as far as we show it: fields of its StatusResponse, by
 * their numbers, because the few we need do not make up for carrying its schemas along.
 */
record Trace(List<Step> steps, List<Output> outputs) {
  /**
   * A step that began, ended or both.
   *
   * @param error empty unless it failed
   */
  record Step(
      String digest,
      String name,
      boolean cached,
      @Nullable Instant started,
      @Nullable Instant completed,
      String error) {}

  /** Something a step's program wrote: any piece of text. */
  record Output(String step, String text) {}

  static Trace parse(byte[] message) throws IOException {
    var trace = new Trace(new ArrayList<>(), new ArrayList<>());
    each(
        CodedInputStream.newInstance(message),
        (field, in) -> {
          switch (field) {
            case 1 -> trace.steps.add(step(in));
            case 3 -> trace.outputs.add(output(in));
            default -> {
              return false;
            }
          }
          return true;
        });
    return trace;
  }

  private static Step step(CodedInputStream in) throws IOException {
    var step = new StepBuilder();
    nested(
        in,
        (field, inner) -> {
          switch (field) {
            case 1 -> step.digest = inner.readString();
            case 3 -> step.name = inner.readString();
            case 4 -> step.cached = inner.readBool();
            case 5 -> step.started = time(inner);
            case 6 -> step.completed = time(inner);
            case 7 -> step.error = inner.readString();
            default -> {
              return false;
            }
          }
          return true;
        });
    return step.build();
  }

  private static final class StepBuilder {
    private String digest = "";
    private String name = "";
    private boolean cached;
    private @Nullable Instant started;
    private @Nullable Instant completed;
    private String error = "";

    Step build() {
      return new Step(digest, name, cached, started, completed, error);
    }
  }

  private static Output output(CodedInputStream in) throws IOException {
    var text = new StringBuilder();
    var step = new StringBuilder();
    nested(
        in,
        (field, inner) -> {
          switch (field) {
            case 1 -> step.append(inner.readString());
            case 4 -> text.append(inner.readBytes().toStringUtf8());
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Output(step.toString(), text.toString());
  }

  private static Instant time(CodedInputStream in) throws IOException {
    long[] parts = new long[2];
    nested(
        in,
        (field, inner) -> {
          if (field > 2) {
            return false;
          }
          parts[field - 1] = inner.readInt64();
          return true;
        });
    return Instant.ofEpochSecond(parts[0], parts[1]);
  }

  /** Reads a field; false if it is none of ours and still has to be skipped. */
  private interface Field {
    boolean read(int number, CodedInputStream in) throws IOException;
  }

  private static void nested(CodedInputStream in, Field fields) throws IOException {
    int end = in.pushLimit(in.readRawVarint32());
    each(in, fields);
    in.popLimit(end);
  }

  private static void each(CodedInputStream in, Field fields) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!fields.read(WireFormat.getTagFieldNumber(tag), in)) {
        in.skipField(tag);
      }
    }
  }
}
