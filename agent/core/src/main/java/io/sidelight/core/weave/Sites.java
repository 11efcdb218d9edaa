package io.sidelight.core.weave;

/** How a woven method reaches its advice. */
interface Sites {
  /**
   * Writes the call at the beginning, which leaves the token on the stack.
   *
   * @param arguments writes the values and knows their types
   */
  void enter(Instructions out, MethodRule rule, Values arguments);

  /**
   * Writes the call that replaces a parameter; token and parameter are on the stack, and what takes
   * the parameter's place is left there.
   */
  void replace(Instructions out, MethodRule rule, MethodRule.Replacement replacement);

  /** Writes the call at the end; token, returned object and exception are on the stack. */
  void exit(Instructions out, MethodRule rule);

  /** Stack that the calls need at most, beyond what the arguments take themselves. */
  int extraStack();

  /** The values that the advice takes at the beginning. */
  interface Values {
    int count();

    /** The type's descriptor at the call site: a primitive, or Object for every reference. */
    String type(int index);

    void push(Instructions out, int index);
  }
}
