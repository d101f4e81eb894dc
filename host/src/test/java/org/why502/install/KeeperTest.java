package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.why502.system.Os;

@DisplayName("Who looks after a copy")
class KeeperTest extends HomeOfAPerson {
  private Keeper of(Path launcher, Path own, Surroundings.Scope scope) {
    Surroundings machine =
        new Surroundings(
            Os.LINUX, temporary.resolve("machine"), Map.of(), Surroundings.Scope.MACHINE);
    Path image = launcher.getParent().getParent();
    return Keeper.of(
        image, launcher, own, new Surroundings(Os.LINUX, home, Map.of(), scope), machine);
  }

  private Keeper of(Path launcher, Path own) {
    return of(launcher, own, Surroundings.Scope.PERSON);
  }

  private Path copy(String place) throws IOException {
    return program(temporary.toRealPath().resolve(place).resolve("bin/why502"));
  }

  @Test
  void oursAndAnother() throws IOException {
    Path one = copy("one");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), one);
    assertEquals(new Keeper.Ours(), of(one, link));
    Path another = copy("another image");
    assertEquals(new Keeper.OtherCopy(), of(another, one));
    assertEquals(
        "'" + another + "' doctor --fix",
        of(another, one).command(another.getParent().getParent(), another));
  }

  @Test
  void aPlaceForEverybodyIsTheMachines() throws IOException {
    Path opt = copy("machine/opt/why502");
    assertEquals(new Keeper.Machine(), of(opt, opt));
    assertEquals(
        "sudo " + opt + " doctor --system --fix",
        of(opt, opt).command(opt.getParent().getParent(), opt));
    assertEquals(new Keeper.Ours(), of(opt, opt, Surroundings.Scope.MACHINE));
  }

  @Test
  void aPackagesIsAPackages() throws IOException {
    Path packaged = copy("machine/usr/lib/why502");
    Files.createDirectories(temporary.resolve("machine/usr/share/why502/manifests"));
    assertEquals(new Keeper.Package(), of(packaged, packaged));
    assertEquals(new Keeper.Package(), of(packaged, packaged, Surroundings.Scope.MACHINE));
  }

  /** Root gives a folder away; everybody else finds one of root's. */
  @Test
  void somebodyElses() throws IOException {
    Path theirs = copy("theirs");
    Path image = theirs.getParent().getParent();
    if (System.getProperty("user.name").equals("root")) {
      Files.setAttribute(image, "unix:uid", 65534);
    } else {
      image = Path.of("/");
    }
    Keeper keeper =
        Keeper.of(
            image,
            theirs,
            theirs,
            new Surroundings(Os.LINUX, home, Map.of()),
            new Surroundings(
                Os.LINUX, temporary.resolve("machine"), Map.of(), Surroundings.Scope.MACHINE));
    assertInstanceOf(Keeper.Somebody.class, keeper);
  }
}
