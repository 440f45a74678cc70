import * as tf from '@tensorflow/tfjs-core';

// tfjs-core registers no gradients in Node, and the module that would do so cannot be loaded there. These are the gradients that
// the model needs, registered through the public interface. Each is the textbook derivative of its operation.

type Tensors = tf.Tensor | tf.Tensor[];

let registered = false;

/** Registers the gradients; only the first call in a process has an effect. */
export function registerGradients(): void {
  if (registered) return;
  registered = true;
  tf.registerGradient({
    kernelName: tf.Reshape,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.reshape(one(dy), x.shape) }),
  });
  tf.registerGradient({
    kernelName: tf.Sum,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => {
      const axes = axesOf(attributes, x.shape);
      const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
      return { x: () => tf.mul(tf.reshape(one(dy), kept), tf.ones(x.shape)) };
    },
  });
  tf.registerGradient({
    kernelName: tf.Add,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({ a: () => unbroadcast(one(dy), a.shape), b: () => unbroadcast(one(dy), b.shape) }),
  });
  tf.registerGradient({
    kernelName: tf.Sub,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({ a: () => unbroadcast(one(dy), a.shape), b: () => unbroadcast(tf.neg(one(dy)), b.shape) }),
  });
  tf.registerGradient({
    kernelName: tf.Multiply,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({
      a: () => unbroadcast(tf.mul(one(dy), b), a.shape),
      b: () => unbroadcast(tf.mul(one(dy), a), b.shape),
    }),
  });
  tf.registerGradient({
    kernelName: tf.Relu,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.mul(one(dy), tf.step(x)) }),
  });
  tf.registerGradient({
    kernelName: tf.Square,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => tf.mul(one(dy), tf.mul(x, 2)) }),
  });
  tf.registerGradient({
    // Only the base is differentiated: the memory's power is a constant.
    kernelName: tf.Pow,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({
      a: () => unbroadcast(tf.mul(one(dy), tf.mul(b, tf.pow(a, tf.sub(b, 1)))), a.shape),
      b: () => tf.zerosLike(b),
    }),
  });
  tf.registerGradient({
    kernelName: tf.Softmax,
    outputsToSave: [true],
    gradFunc: (dy, [y]) => {
      const weighted = tf.mul(one(dy), y);
      return { logits: () => tf.sub(weighted, tf.mul(tf.sum(weighted, -1, true), y)) };
    },
  });
  tf.registerGradient({
    kernelName: tf.BatchMatMul,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b], attributes) => {
      if (attributes['transposeA'] === true || attributes['transposeB'] === true) {
        throw new Error('the gradient of a matrix product with transposed factors is not registered');
      }
      return { a: () => tf.matMul(one(dy), b, false, true), b: () => tf.matMul(a, one(dy), true, false) };
    },
  });
}

function one(value: Tensors): tf.Tensor {
  return Array.isArray(value) ? value[0] : value;
}

/** Sums a gradient over the axes along which its operand was broadcast, so that it has the operand's shape. */
function unbroadcast(gradient: tf.Tensor, shape: number[]): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(shape, gradient.shape);
  return tf.reshape(axes.length > 0 ? tf.sum(gradient, axes) : gradient, shape);
}

/** The axes that a sum runs over: all of them if none is given. */
function axesOf({ axis }: tf.NamedAttrMap, shape: number[]): number[] {
  if (typeof axis === 'number') return tf.util.parseAxisParam(axis, shape);
  return Array.isArray(axis) ? tf.util.parseAxisParam(axis.map(Number), shape) : shape.map((_, i) => i);
}
