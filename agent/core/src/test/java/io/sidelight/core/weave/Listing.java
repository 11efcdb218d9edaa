package io.sidelight.core.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** All of a method, with places as numbers of instructions. */
final class Listing {
  final MethodNode method;
  final List<AbstractInsnNode> instructions = new ArrayList<>();
  final Map<AbstractInsnNode, Integer> labels = new HashMap<>();

  /** From the place of a label to what it is compared with. */
  private final int[] places;

  Listing(MethodNode method, int[] places) {
    this.method = method;
    this.places = places;
    for (AbstractInsnNode each : method.instructions) {
      if (each.getOpcode() >= 0) {
        instructions.add(each);
      } else if (each instanceof LabelNode) {
        labels.put(each, instructions.size());
      }
    }
  }

  Object place(Object label) {
    int at = labels.get(label);
    return "@" + (places == null ? at : places[at]);
  }

  List<Object> places(List<LabelNode> all) {
    List<Object> found = new ArrayList<>();
    all.forEach(label -> found.add(place(label)));
    return found;
  }

  /** Constants that lie elsewhere in the pool are the same in this form. */
  String describe(AbstractInsnNode each) {
    Object operands = "";
    if (each instanceof JumpInsnNode jump) {
      operands = place(jump.label);
    } else if (each instanceof TableSwitchInsnNode table) {
      operands = table.min + " " + table.max + places(table.labels) + place(table.dflt);
    } else if (each instanceof LookupSwitchInsnNode table) {
      operands = table.keys + " " + places(table.labels) + place(table.dflt);
    } else if (each instanceof VarInsnNode variable) {
      operands = variable.var;
    } else if (each instanceof IincInsnNode variable) {
      operands = variable.var + " " + variable.incr;
    } else if (each instanceof IntInsnNode number) {
      operands = number.operand;
    } else if (each instanceof LdcInsnNode constant) {
      operands = constant.cst;
    } else if (each instanceof TypeInsnNode type) {
      operands = type.desc;
    } else if (each instanceof MultiANewArrayInsnNode type) {
      operands = type.desc + type.dims;
    } else if (each instanceof FieldInsnNode field) {
      operands = field.owner + field.name + field.desc;
    } else if (each instanceof MethodInsnNode called) {
      operands = called.owner + called.name + called.desc + called.itf;
    } else if (each instanceof InvokeDynamicInsnNode site) {
      operands = site.name + site.desc + site.bsm + Arrays.toString(site.bsmArgs);
    }
    return each.getOpcode() + " " + operands;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (AbstractInsnNode each : method.instructions) {
      if (each instanceof LineNumberNode line) {
        lines.add(line.line + " " + place(line.start));
      }
    }
    return lines;
  }

  List<String> variables() {
    List<String> variables = new ArrayList<>();
    if (method.localVariables != null) {
      for (LocalVariableNode each : method.localVariables) {
        variables.add(
            each.name
                + each.desc
                + each.signature
                + each.index
                + place(each.start)
                + place(each.end));
      }
    }
    return variables;
  }

  List<String> handlers() {
    List<String> handlers = new ArrayList<>();
    for (TryCatchBlockNode each : method.tryCatchBlocks) {
      handlers.add("" + place(each.start) + place(each.end) + place(each.handler) + each.type);
    }
    return handlers;
  }

  /**
   * @param local where an object is to be behind the local variables; none if negative
   */
  List<String> frames(int local) {
    List<String> frames = new ArrayList<>();
    int at = 0;
    for (AbstractInsnNode each : method.instructions) {
      if (each instanceof FrameNode frame) {
        List<Object> locals = types(frame.local);
        if (local >= 0) {
          long slots =
              locals.stream().mapToInt(type -> type.equals("3") || type.equals("4") ? 2 : 1).sum();
          while (slots++ < local) {
            locals.add(Opcodes.TOP.toString());
          }
          locals.add("java/lang/Object");
        }
        frames.add("@" + (places == null ? at : places[at]) + locals + types(frame.stack));
      } else if (each.getOpcode() >= 0) {
        at++;
      }
    }
    return frames;
  }

  private List<Object> types(List<Object> all) {
    List<Object> types = new ArrayList<>();
    for (Object type : all) {
      types.add(type instanceof LabelNode ? place(type) : type.toString());
    }
    return types;
  }
}
