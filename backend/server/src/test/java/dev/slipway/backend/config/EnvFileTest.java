package dev.slipway.backend.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.config.ImportView.LineProblem;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvFileTest {
  @Test
  void linesCommentsAndExport() {
    assertThat(
            values(
                """
                # a comment

                A=1
                export B=two words # and why
                  C = spaced
                D=#nothing
                E=a#b
                F=
                """))
        .isEqualTo(Map.of("A", "1", "B", "two words", "C", "spaced", "D", "", "E", "a#b", "F", ""));
  }

  @Test
  void quotesKeepWhatIsInside() {
    assertThat(
            values(
                """
                A='it is # $HOME \\n'
                B="say \\"hi\\"\\tto \\$USER \\\\ \\x"  # behind
                C=it's
                """))
        .isEqualTo(
            Map.of("A", "it is # $HOME \\n", "B", "say \"hi\"\tto $USER \\ \\x", "C", "it's"));
  }

  @Test
  void valuesOverSeveralLines() {
    assertThat(values("KEY=\"-----BEGIN\nabc\n-----END\"\nNEXT='a\nb'\n"))
        .isEqualTo(Map.of("KEY", "-----BEGIN\nabc\n-----END", "NEXT", "a\nb"));
  }

  @Test
  void otherLineEndsAndAByteOrderMark() {
    assertThat(values("\uFEFFA=1\r\nB=2\rC=3")).isEqualTo(Map.of("A", "1", "B", "2", "C", "3"));
  }

  @Test
  void whatIsNoVariableIsNamedByItsLine() {
    EnvFile file = EnvFile.parse("A=1\n1B=2\nno equals\nX=\"a\nb\"\nPORT=3\nA=4\nQ=\"open\nZ=1");
    assertThat(file.problems()).extracting(LineProblem::line).containsExactly(2, 3, 6, 7, 8);
    assertThat(file.problems().get(3).sentence()).contains("twice", "line 1");
    assertThat(file.values()).containsEntry("X", "a\nb").containsEntry("Z", "1");
  }

  private static Map<String, String> values(String text) {
    EnvFile file = EnvFile.parse(text);
    assertThat(file.problems()).isEmpty();
    return file.values();
  }
}
