package io.kalends.protocol;

import java.util.List;

/** A breakage that shows in one particular course of things: the sound functions pass it. */
record Trial(Mutant mutant, Check check) {

  /** What is wrong: nothing, with the sound functions. */
  interface Check {
    List<String> complaints(Ground ground, Course course) throws Exception;
  }

  @Override
  public String toString() {
    return mutant.name();
  }
}
