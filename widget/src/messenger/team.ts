export type Team = { name: string; agents: readonly { id: string; name: string; photo?: string | null }[] };

/** Who answers here, as the page itself says. Undefined where it does not. */
export function readTeam(page: Document): Team | undefined {
  try {
    const team = JSON.parse(page.querySelector('#team')?.textContent ?? 'null') as Partial<Team> | null;
    if (typeof team?.name !== 'string') return undefined;
    const agents = (Array.isArray(team.agents) ? team.agents : []).filter(
      ({ name }) => typeof name === 'string' && name,
    );
    return { name: team.name, agents };
  } catch {
    return undefined;
  }
}
