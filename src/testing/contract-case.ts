/** A rule of a port's contract. `run` throws if an adapter breaks it. */
export interface ContractCase {
  readonly name: string;
  run(): Promise<void>;
}
