package dev.slipway.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupsTest {
  private static final String ID = "0123456789abcdef";

  @TempDir Path machine;

  private void write(String file, String text) throws IOException {
    Path path = machine.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Cgroups cgroups() {
    return new Cgroups(machine.resolve("cgroup"), machine.resolve("proc"));
  }

  private void unified(String group) throws IOException {
    write("cgroup/cgroup.controllers", "cpu memory\n");
    write("cgroup" + group + "/cpu.stat", "usage_usec 1500\nuser_usec 1000\nsystem_usec 500\n");
    write("cgroup" + group + "/memory.current", "5000\n");
    write("cgroup" + group + "/memory.stat", "anon 1\ninactive_file 2000\nactive_file 7\n");
  }

  @Test
  void readsVersion2WithTheCgroupfsDriver() throws Exception {
    unified("/docker/" + ID);
    write("proc/7/cgroup", "0::/docker/" + ID + "\n");
    assertThat(cgroups().read(7, ID)).contains(new Consumption(1500, 3000));
  }

  @Test
  void readsVersion2WithTheSystemdDriverWhereTheProgramMadeGroupsOfItsOwn() throws Exception {
    String group = "/system.slice/docker-" + ID + ".scope";
    unified(group);
    write("proc/7/cgroup", "0::" + group + "/init.scope\n");
    assertThat(cgroups().read(7, ID)).contains(new Consumption(1500, 3000));
  }

  @Test
  void readsVersion1() throws Exception {
    write("cgroup/cpu,cpuacct/docker/" + ID + "/cpuacct.usage", "1500000\n");
    write("cgroup/memory/docker/" + ID + "/memory.usage_in_bytes", "5000\n");
    write(
        "cgroup/memory/docker/" + ID + "/memory.stat",
        "inactive_file 1\ntotal_inactive_file 2000\n");
    write(
        "proc/7/cgroup", "4:memory:/docker/%1$s\n2:cpu,cpuacct:/docker/%1$s\n0::/\n".formatted(ID));
    assertThat(cgroups().read(7, ID)).contains(new Consumption(1500, 3000));
  }

  @Test
  void saysNothingOfAProcessThatIsNotTheContainersAnyMore() throws Exception {
    unified("/docker/" + ID);
    write("proc/7/cgroup", "0::/user.slice\n");
    assertThat(cgroups().read(7, ID)).isEmpty();
    assertThat(cgroups().read(8, ID)).isEmpty();
  }

  @Test
  void saysNothingOnAMachineWithoutThem() throws Exception {
    write("proc/7/cgroup", "1:name=systemd:/docker/" + ID + "\n");
    assertThat(cgroups().read(7, ID)).isEmpty();
  }
}
