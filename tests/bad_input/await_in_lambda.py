async def run(jobs):
    return sorted(jobs, key=lambda job: await job.priority())
